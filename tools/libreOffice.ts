/** LibreOffice and poppler, which are no part of the project: workbooks as PDF, and what stands on the pages of one. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const isThere = (program: string, option: string): boolean =>
  spawnSync(program, [option], { stdio: 'ignore' }).status === 0;

/** Whether LibreOffice is installed on this machine. */
export const hasLibreOffice = (): boolean => isThere('soffice', '--version');

/** Whether both are installed on this machine. */
export const canPrint = (): boolean => hasLibreOffice() && isThere('pdftotext', '-v');

/** Has LibreOffice calculate all formulas of xlsx files anew when it opens them; by itself it trusts the values in them. */
const ALWAYS_RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

/** The workbook as LibreOffice saves it after it has calculated every formula. Throws where LibreOffice fails. */
export function recalculated(workbook: Uint8Array, folder: string): Uint8Array {
  const [profile, out, book] = ['profile', 'out', 'book.xlsx'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  const settings = path.join(profile, 'user/registrymodifications.xcu');
  fs.mkdirSync(path.dirname(settings), { recursive: true });
  fs.writeFileSync(settings, ALWAYS_RECALCULATE);
  fs.writeFileSync(book, workbook);
  const words = [
    `-env:UserInstallation=file://${profile}`,
    '--headless',
    '--convert-to',
    'xlsx',
    '--outdir',
    out,
    book,
  ];
  const { status, stderr } = spawnSync('soffice', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`LibreOffice could not calculate the workbook: ${stderr}`);
  return fs.readFileSync(path.join(out, 'book.xlsx'));
}

/** 游ゴシック is no free font: Noto Sans CJK has digits and letters of nearly its width. */
const FONTS =
  '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include>/etc/fonts/fonts.conf</include>' +
  '<match target="pattern"><test name="family"><string>游ゴシック</string></test>' +
  '<edit name="family" mode="assign" binding="strong"><string>Noto Sans CJK JP</string></edit></match></fontconfig>';

/** The fonts of the machine as they are. */
const NO_FONTS =
  '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include>/etc/fonts/fonts.conf</include></fontconfig>';

/**
 * The workbook as a PDF in the folder. Throws where LibreOffice fails.
 * @param standIn false: without a font of nearly the width of 游ゴシック, as on a machine that has none
 */
export function printed(workbook: string, folder: string, standIn = true): string {
  const fonts = path.join(folder, 'fonts.conf');
  fs.writeFileSync(fonts, standIn ? FONTS : NO_FONTS);
  const { status, stderr } = spawnSync('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', folder, workbook], {
    env: { ...process.env, HOME: folder, FONTCONFIG_FILE: fonts },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`LibreOffice could not print ${workbook}: ${stderr}`);
  return path.join(folder, `${path.basename(workbook, path.extname(workbook))}.pdf`);
}

export interface PrintedWord {
  readonly text: string;
  /** In points from the upper left corner of the page. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}
export interface PrintedPage {
  /** In points. */
  readonly height: number;
  readonly words: readonly PrintedWord[];
}

/** Height of the head of a page of ours, in points: above it stands the name of the sheet. */
export const HEAD_POINTS = 48;

/** The words of each page of a PDF with where they stand. */
export function pagesOf(pdf: string): PrintedPage[] {
  const { stdout } = spawnSync('pdftotext', ['-bbox', pdf, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return stdout
    .split('<page ')
    .slice(1)
    .map((page) => ({
      height: Number(/height="([\d.]+)"/u.exec(page)![1]),
      words: [...page.matchAll(/xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</gu)].map(
        ([, left, top, right, bottom, text]) => ({
          text: text!,
          left: Number(left),
          top: Number(top),
          right: Number(right),
          bottom: Number(bottom),
        }),
      ),
    }));
}

/** Height of the foot of a page of ours, in points: there stands its number. */
export const FOOT_POINTS = 40;
/** Letters may reach into the next line or the next cell by so much: points, and the share of the lower word. */
const TOUCHING = { across: 2, down: 0.2 } as const;

/** Words between head and foot that stand over one another, as a text does that is cut: its lines or its end lie under its neighbours. */
export function overlapping({ height, words }: PrintedPage): string[] {
  const body = words.filter(({ top, bottom }) => top > HEAD_POINTS && bottom < height - FOOT_POINTS);
  return body.flatMap((word, at) =>
    body.slice(at + 1).flatMap((other) => {
      const across = Math.min(word.right, other.right) - Math.max(word.left, other.left);
      const down = Math.min(word.bottom, other.bottom) - Math.max(word.top, other.top);
      const lower = Math.min(word.bottom - word.top, other.bottom - other.top);
      return across > TOUCHING.across && down > TOUCHING.down * lower ? [`${word.text} | ${other.text}`] : [];
    }),
  );
}

/** Of pages drawn in grey: dots an inch, and how dark a dot of letters, lines or fills is. */
const DRAWN = { dots: 36, ink: 215 } as const;
const GREY_PAGE = /^P5\s+(\d+)\s+(\d+)\s+\d+\s/u;
/** A header of a page in grey is no longer. */
const LONGEST_HEADER = 40;

/**
 * How far down the pages of a PDF are filled, from the head to the foot, as shares. What is drawn counts: the words of a chart that is cut
 * off by the end of a page stand in the PDF, but not on the paper.
 */
export function fillsOf(pdf: string): number[] {
  const { stdout } = spawnSync('pdftoppm', ['-r', String(DRAWN.dots), '-gray', pdf], { maxBuffer: 1 << 30 });
  const fills: number[] = [];
  for (let at = 0; at < stdout.length;) {
    const [header, width, height] = GREY_PAGE.exec(stdout.toString('latin1', at, at + LONGEST_HEADER))!;
    const [across, down] = [Number(width), Number(height)];
    const page = stdout.subarray(at + header.length, at + header.length + across * down);
    const [head, foot] = [HEAD_POINTS, FOOT_POINTS].map((points) => Math.round((points * DRAWN.dots) / 72));
    let last = down - foot!;
    while (last > head! && page.subarray(last * across, (last + 1) * across).every((dot) => dot >= DRAWN.ink))
      last -= 1;
    fills.push((last - head!) / (down - foot! - head!));
    at += header.length + across * down;
  }
  return fills;
}

/** What stands at the head of a page. */
export const headOf = ({ words }: PrintedPage): string =>
  words
    .filter(({ bottom }) => bottom < HEAD_POINTS)
    .map(({ text }) => text)
    .join(' ');

/** Writes a page, counted from 1, as a picture. */
export function pagePicture(pdf: string, page: number, file: string): void {
  const [at, target] = [String(page), file.replace(/\.png$/u, '')];
  const { status } = spawnSync('pdftoppm', ['-r', '80', '-f', at, '-l', at, '-singlefile', '-png', pdf, target]);
  if (status !== 0) throw new Error(`page ${page} of ${pdf} could not be drawn`);
}
