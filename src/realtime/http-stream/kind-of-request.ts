import { getOperationAST, type OperationTypeNode } from 'graphql';
import { resolveDocument } from '../../graphql/documents/resolve-document.ts';
import type { Door } from '../../graphql/door.ts';
import { readDocument } from '../../graphql/read-document.ts';
import { AppError } from '../../shared/app-error.ts';
import type { OperationRequest } from '../open-operation.ts';

/** What kind of operation is asked for, before anything is decided about it; null where the request is no valid one. */
export const kindOfRequest = async (door: Door, request: OperationRequest): Promise<OperationTypeNode | null> => {
  try {
    const { text } = await resolveDocument(door.persisted, request);
    const read = readDocument(door, text);
    return 'errors' in read ? null : (getOperationAST(read.document, request.operationName)?.operation ?? null);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
};
