/** What the corner of every form begins with, where its hidden row and its hidden column meet. */
export const FORM_MARK = 'IKKATSU:form1';
