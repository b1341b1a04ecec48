/** LibreOffice and poppler, which are no part of the project: workbooks as PDF, and what stands on the pages of one. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const isThere = (program: string, option: string): boolean =>
  spawnSync(program, [option], { stdio: 'ignore' }).status === 0;

/** Whether both are installed on this machine. */
export const canPrint = (): boolean => isThere('soffice', '--version') && isThere('pdftotext', '-v');

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
  /** In points from the top of the page. */
  readonly top: number;
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
      words: [...page.matchAll(/yMin="([\d.]+)"[^>]*yMax="([\d.]+)">([^<]*)</gu)].map(([, top, bottom, text]) => ({
        text: text!,
        top: Number(top),
        bottom: Number(bottom),
      })),
    }));
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
