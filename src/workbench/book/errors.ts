/** Errors of the workbook under the codes that Office.js reports. */

export type BookErrorCode =
  | 'ApiNotFound'
  | 'GeneralException'
  | 'InvalidArgument'
  | 'InvalidOperation'
  | 'InvalidReference'
  | 'ItemAlreadyExists'
  | 'ItemNotFound'
  | 'AccessDenied';

const DEFAULTS: Record<BookErrorCode, { readonly message: string; readonly status: number }> = {
  ApiNotFound: { message: 'This member is not served by the host.', status: 400 },
  GeneralException: { message: 'There was an internal error while processing the request.', status: 500 },
  InvalidArgument: { message: 'The argument is invalid or missing or has an incorrect format.', status: 400 },
  InvalidOperation: { message: 'The operation is not allowed here.', status: 400 },
  InvalidReference: { message: 'This reference is not valid for the current operation.', status: 400 },
  ItemAlreadyExists: { message: 'Something with this name exists already.', status: 409 },
  ItemNotFound: { message: 'What was asked for does not exist.', status: 404 },
  AccessDenied: { message: 'The sheet is protected.', status: 403 },
};

/** An error that travels to the add-in with code, message and HTTP status. */
export class BookError extends Error {
  readonly status: number;
  constructor(
    readonly code: BookErrorCode,
    detail?: string,
  ) {
    super(detail ?? DEFAULTS[code].message);
    this.status = DEFAULTS[code].status;
  }
}
