// The files that pages refer to, read once.
import { readFileSync } from 'node:fs';

const file = (name: string): string => readFileSync(new URL(`../../assets/${name}`, import.meta.url), 'utf8');

export const STYLE = file('style.css');
export const ICON = file('icon.svg');
