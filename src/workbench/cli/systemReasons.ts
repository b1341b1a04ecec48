/** What the operating system answered, as words for the analyst. */

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'ファイルかフォルダーがありません',
  ENOTDIR: '途中にフォルダーではないものがあります',
  EISDIR: 'フォルダーです',
  ENOSPC: '空き容量が足りません',
  EDQUOT: '使ってよい容量を超えます',
  ERR_FS_FILE_TOO_LARGE: '2 GiB を超えています',
  EFBIG: 'ファイルが大きすぎます',
  EROFS: '読み取り専用の場所です',
  EACCES: 'アクセスする権限がありません',
  EPERM: 'アクセスする権限がないか、ほかのプログラムで開いています',
  EBUSY: 'ほかのプログラムで開いています',
  ETXTBSY: 'ほかのプログラムで開いています',
  ENAMETOOLONG: '名前が長すぎます',
  ELOOP: 'リンクがつながっていません',
  EMFILE: '開いているファイルが多すぎます',
  ENFILE: '開いているファイルが多すぎます',
  EIO: '装置が読み書きできません',
  ENXIO: '装置がありません',
  EPIPE: '受け取る側が閉じています',
  EINVAL: '使えない名前か場所です',
};

/** The code of an error of the operating system; '' for any other error. */
export function systemCode(error: unknown): string {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

/** The reason in Japanese. A code that is not in the table stands as it is, so that somebody can look it up. */
export function systemReason(error: unknown): string {
  const code = systemCode(error);
  return REASONS[code] ?? (code === '' ? '原因は分かりません' : `システムの応答 ${code}`);
}
