/** Dataverse refuses a request: an HTTP status and the error of its one envelope. */
export class DataverseFault extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "DataverseFault";
    this.status = status;
    this.code = code;
  }
}
