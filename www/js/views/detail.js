import { nothing } from '../lib/html.js';
export const Detail = () => nothing;
