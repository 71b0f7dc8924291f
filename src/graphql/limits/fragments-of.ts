import { Kind, type DocumentNode, type FragmentDefinitionNode } from 'graphql';

const known = new WeakMap<DocumentNode, ReadonlyMap<string, FragmentDefinitionNode>>();

/** The fragments of a document by name; read once per document, since documents are kept. */
export const fragmentsOf = (document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> => {
  const found = known.get(document);
  if (found) return found;
  const definitions = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const fragments = new Map(definitions.map((definition) => [definition.name.value, definition]));
  known.set(document, fragments);
  return fragments;
};
