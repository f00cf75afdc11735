import { create } from '../peers/zod.mjs';

export const isValid = (payload) => create().safeParse(payload).success;
