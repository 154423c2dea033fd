import { type DocumentNode, GraphQLError, getOperationAST, Kind, type OperationDefinitionNode } from 'graphql';

/** The operation of a document that is asked for. Throws a GraphQLError that says which there are, if that is none of them. */
export function operationOf(document: DocumentNode, name: unknown): OperationDefinitionNode {
  const operation = getOperationAST(document, typeof name === 'string' ? name : null);
  if (operation && (name == null || typeof name === 'string')) return operation;
  const asked = name == null ? 'The document has several operations' : `No operation is called ${JSON.stringify(name)}`;
  throw new GraphQLError(`${asked}: operationName must be ${choiceOf(document)}.`, {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
  });
}

function choiceOf({ definitions }: DocumentNode): string {
  const names = definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.name ? [`"${definition.name.value}"`] : [],
  );
  return names.length > 0 ? names.join(' or ') : 'left out';
}
