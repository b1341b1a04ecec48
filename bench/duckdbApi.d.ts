/** What is used here of DuckDB, so that the type check needs no DuckDB. */
declare module '@duckdb/node-api' {
  export type DuckDBValue = null | boolean | number | bigint | string;
  export interface DuckDBType {
    /** Its name in SQL. */
    toString(): string;
  }
  export const BOOLEAN: DuckDBType;
  export const DOUBLE: DuckDBType;
  export const INTEGER: DuckDBType;
  export const UTINYINT: DuckDBType;
  export const VARCHAR: DuckDBType;

  /** A piece of a table, column by column; at most 2,048 rows. */
  export class DuckDBDataChunk {
    static create(types: readonly DuckDBType[], rows: number): DuckDBDataChunk;
    setColumns(columns: readonly (readonly DuckDBValue[])[]): void;
  }
  export interface DuckDBAppender {
    appendDataChunk(chunk: DuckDBDataChunk): void;
    closeSync(): void;
  }
  export interface DuckDBResult {
    getRows(): Promise<DuckDBValue[][]>;
  }
  /** A result of which all rows were read. */
  export interface DuckDBResultReader {
    getRows(): DuckDBValue[][];
  }
  export interface DuckDBPreparedStatement {
    run(): Promise<DuckDBResult>;
  }
  export interface DuckDBConnection {
    run(sql: string): Promise<DuckDBResult>;
    runAndReadAll(sql: string): Promise<DuckDBResultReader>;
    prepare(sql: string): Promise<DuckDBPreparedStatement>;
    createAppender(table: string): Promise<DuckDBAppender>;
    closeSync(): void;
  }
  export class DuckDBInstance {
    /** @param options settings of DuckDB by name, as texts, for instance `threads` */
    static create(path: string, options?: Readonly<Record<string, string>>): Promise<DuckDBInstance>;
    connect(): Promise<DuckDBConnection>;
    closeSync(): void;
  }
}
