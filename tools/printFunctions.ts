/** Prints the metadata of the custom functions, for the build. */
import { functionsMetadata } from '../src/catalogue/metadata';

process.stdout.write(`${JSON.stringify(functionsMetadata(), null, 4)}\n`);
