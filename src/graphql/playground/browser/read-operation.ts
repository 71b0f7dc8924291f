import { getOperationAST, OperationTypeNode, parse, type DocumentNode } from 'graphql';

interface Operation {
  query: string;
  operationName?: string | null;
}

const parsed = (query: string): DocumentNode | null => {
  try {
    return parse(query);
  } catch {
    return null; // a syntax error is the server's to explain
  }
};

/**
 * Which operation is meant, and whether it is a subscription. GraphiQL learns the name a moment after the typing
 * or the change of tab; so where the text holds one operation only, the text decides.
 */
export const readOperation = ({ query, operationName }: Operation) => {
  const document = parsed(query);
  const operation = document && (getOperationAST(document) ?? getOperationAST(document, operationName));
  return {
    operationName: (operation ? operation.name?.value : operationName) ?? null,
    isSubscription: operation?.operation === OperationTypeNode.SUBSCRIPTION,
  };
};
