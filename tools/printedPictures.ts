/** Draws the pictures of the README that show paper: printed pages of the samples, and a page of the copy for publication. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { canPrint, headOf, pagePicture, pagesOf, printed } from './libreOffice';

const root = path.resolve(__dirname, '..');
const images = path.join(root, 'docs/images');
/** What `npm start` wrote. */
const WRITTEN = path.join(root, 'out/一体的実施_サンプル.xlsx');

/** Copies that are printed, and the first page of which sheet is a picture. */
const COPIES = [
  {
    name: 'internal.xlsx',
    words: ['--internal'],
    pictures: [
      { sheet: '共通評価指標', file: 'printedIndicators.png' },
      { sheet: '経年比較', file: 'printedTrend.png' },
      { sheet: '圏域別', file: 'printedAreas.png' },
    ],
  },
  {
    name: 'public.xlsx',
    words: ['--population', '30000'],
    pictures: [{ sheet: '事業評価', file: 'printedHandIn.png' }],
  },
] as const;

/** The pictures; where LibreOffice or poppler is not installed those that are there stay, and that is said. */
export function drawPrinted(): void {
  if (!canPrint()) {
    console.log(
      `LibreOffice (soffice) or poppler (pdftotext, pdftoppm) is not installed: the pictures of printed pages in ${path.relative(root, images)} stay as they are.`,
    );
    return;
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ikkatsu-printed-'));
  try {
    for (const { name, words, pictures } of COPIES) {
      const copy = path.join(folder, name);
      const command = [path.join(root, 'bin/ikkatsu.mjs'), 'handin', WRITTEN, '--out', copy];
      execFileSync(process.execPath, [...command, ...words, '--without-drafts', '--without-blank']);
      const pdf = printed(copy, folder);
      const pages = pagesOf(pdf);
      for (const { sheet, file } of pictures) {
        const page = pages.findIndex((each) => headOf(each).split(' ').includes(sheet));
        if (page < 0) throw new Error(`no printed page of ${sheet}`);
        pagePicture(pdf, page + 1, path.join(images, file));
      }
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

if (require.main === module) drawPrinted();
