// Our own line icons (24 × 24, stroke only) become one cached sprite: <use href="/dist/icons-….svg#clock">.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export function write(folder, dist) {
  const symbols = readdirSync(folder).filter(name => name.endsWith('.svg')).sort().map(name => {
    const inner = readFileSync(join(folder, name), 'utf8').replace(/^\s*<svg[^>]*>|<\/svg>\s*$/g, '').trim();
    return `<symbol id="${basename(name, '.svg')}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${inner}</symbol>`;
  });
  const text = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`;
  return named('icons', text, dist);
}

export function named(name, text, dist) {
  const file = `${name}-${createHash('sha256').update(text).digest('base64url').slice(0, 8)}.svg`;
  writeFileSync(join(dist, file), text);
  return file;
}
