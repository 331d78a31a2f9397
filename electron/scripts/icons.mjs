import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findChromium } from '../stand-in/find-chromium.mjs';
import { root } from './bundle.mjs';

/**
 * Draws every icon of assets/ from its source: the app icon from icon.svg, the tray icons from the shapes below.
 * The results are committed; run it again after a change.
 */
const assets = join(root, 'assets');

/**
 * One outline for each state, so that they differ without colour too; all on a grid of 16. `sign` is cut out of the
 * outline in a macOS template and drawn in `ink` elsewhere.
 */
const STATES = {
  ok: {
    fill: '#2ea043',
    ink: '#ffffff',
    shape: '<circle cx="8" cy="8" r="7"/>',
    sign: '<path d="M4.6 8.2 7 10.6 11.4 5.6" fill="none" stroke-width="2"/>',
  },
  info: {
    fill: '#2f81f7',
    ink: '#ffffff',
    shape: '<rect x="1" y="1" width="14" height="14" rx="3"/>',
    sign: '<path d="M8 7.6v3.6" fill="none" stroke-width="2"/><circle cx="8" cy="4.5" r="1.3" stroke="none"/>',
  },
  warning: {
    fill: '#f2a900',
    ink: '#1b1300',
    shape: '<path d="M8 1.4 15.4 14.4H.6Z" stroke-linejoin="round" stroke-width="1"/>',
    sign: '<path d="M8 6v3.4" fill="none" stroke-width="2"/><circle cx="8" cy="12" r="1.2" stroke="none"/>',
  },
  critical: {
    fill: '#e5342f',
    ink: '#ffffff',
    shape: '<path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1Z"/>',
    sign: '<path d="M5.4 5.4l5.2 5.2M10.6 5.4 5.4 10.6" fill="none" stroke-width="2.2"/>',
  },
  unknown: {
    fill: '#8f5cf0',
    ink: '#ffffff',
    shape: '<path d="M8 .4 15.6 8 8 15.6.4 8Z" stroke-linejoin="round" stroke-width=".6"/>',
    sign: '<path d="M5.9 6.3a2.1 2.1 0 1 1 3.2 1.8c-.8.5-1.1.8-1.1 1.6" fill="none" stroke-width="1.7"/><circle cx="8" cy="12" r="1.1" stroke="none"/>',
  },
  paused: {
    fill: '#768390',
    ink: '#768390',
    shape:
      '<rect x="3" y="2" width="4" height="12" rx="1.4"/><rect x="9" y="2" width="4" height="12" rx="1.4"/>',
    sign: '',
  },
};

/** Pixels. Linux panels scale one picture to their own height, so they get a large one. */
const TRAY_SIZES = { '': 16, '@1.5x': 24, '@2x': 32, '-large': 48 };

function trayIcon({ fill, ink, shape, sign }) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
<g fill="${fill}" stroke="${fill}" stroke-width="0">${shape}</g>
<g fill="${ink}" stroke="${ink}" stroke-linecap="round" stroke-linejoin="round">${sign}</g></svg>`;
}

/** Black and transparent only: macOS colours it by the menu bar. */
function templateIcon({ shape, sign }) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
<mask id="cut"><rect width="16" height="16" fill="#fff"/>
<g fill="#000" stroke="#000" stroke-linecap="round" stroke-linejoin="round">${sign}</g></mask>
<g fill="#000" stroke="#000" stroke-width="0" mask="url(#cut)">${shape}</g></svg>`;
}

async function rasterize(page, svg, size) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>html,body{margin:0;background:transparent}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  return page.screenshot({ omitBackground: true, clip: { x: 0, y: 0, width: size, height: size } });
}

/** An ICO file that holds PNGs, as Windows reads it since Vista. */
function ico(images) {
  const head = Buffer.alloc(6 + images.length * 16);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  images.forEach(({ size, png }, index) => {
    const at = 6 + index * 16;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...images.map(({ png }) => png)]);
}

/** A PNG of 1024 pixels inside an ICNS file, with the smaller ones Finder asks for. */
function icns(images) {
  const kinds = { 128: 'ic07', 256: 'ic08', 512: 'ic09', 1024: 'ic10' };
  const chunks = images
    .filter(({ size }) => size in kinds)
    .map(({ size, png }) => {
      const head = Buffer.alloc(8);
      head.write(kinds[size], 'ascii');
      head.writeUInt32BE(png.length + 8, 4);
      return Buffer.concat([head, png]);
    });
  const body = Buffer.concat(chunks);
  const head = Buffer.alloc(8);
  head.write('icns', 'ascii');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}

const executablePath = findChromium(process.env);
if (executablePath === undefined) throw new Error('needs an installed Chromium, Chrome or Edge');
const browser = await chromium.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage({ deviceScaleFactor: 1 });
  await mkdir(join(assets, 'tray'), { recursive: true });
  for (const [state, drawing] of Object.entries(STATES)) {
    for (const [suffix, size] of Object.entries(TRAY_SIZES)) {
      const png = await rasterize(page, trayIcon(drawing), size);
      await writeFile(join(assets, 'tray', `${state}${suffix}.png`), png);
    }
    for (const [suffix, size] of [
      ['', 16],
      ['@2x', 32],
    ]) {
      const png = await rasterize(page, templateIcon(drawing), size);
      await writeFile(join(assets, 'tray', `${state}Template${suffix}.png`), png);
    }
  }
  const source = await readFile(join(assets, 'icon.svg'), 'utf8');
  const images = [];
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) {
    images.push({ size, png: await rasterize(page, source, size) });
  }
  const png = (wanted) => images.find(({ size }) => size === wanted).png;
  await writeFile(join(assets, 'icon.png'), png(512));
  await writeFile(join(assets, 'icon@1024.png'), png(1024));
  await writeFile(join(assets, 'icon.ico'), ico(images.filter(({ size }) => size <= 256)));
  await writeFile(join(assets, 'icon.icns'), icns(images));
} finally {
  await browser.close();
}
