/** The door of the room kdb for threads that read chunks of a file, and for whoever starts them. */
export { ChunkStage, SHARED_READER, type ChunkJob, type StagedChunk } from './stage/sharedRows';
