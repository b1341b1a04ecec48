/** What the corner of every form begins with, where its hidden row and its hidden column meet. */
export const FORM_MARK = 'IKKATSU:form1';

/** Whether the first cell of a sheet is the corner of a form. */
export const isFormCorner = (cell: unknown): boolean => String(cell ?? '').startsWith(FORM_MARK);
