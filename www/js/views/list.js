import { nothing } from '../lib/html.js';
export const List = () => nothing;
