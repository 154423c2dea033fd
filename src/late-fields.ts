import { GraphQLInterfaceType, GraphQLObjectType, isIntrospectionType } from 'graphql';

/*
 * An operation needs few of the thousand fields that there are. Pothos makes them all, and graphql-js asks for them all, in
 * a seventh of the time that a command takes: here, each type makes its own when it is asked for them the first time.
 */

interface WithFields {
  name: string;
  onField: (use: (name: string, field: never) => void) => void;
}

/** What a builder of Pothos keeps its types in. */
interface ConfigStore<Ref, Args extends [name: string, ...unknown[]], Fields> {
  addTypeRef: (ref: Ref) => void;
  getFields: (...args: Args) => Fields;
}

/** Of the types that are added from now on. */
export function makeFieldsLate<Ref extends object, Args extends [name: string, ...unknown[]], Fields>(
  configStore: ConfigStore<Ref, Args, Fields>,
): void {
  const addTypeRef = configStore.addTypeRef.bind(configStore);
  const getFields = configStore.getFields.bind(configStore);
  const late = new Map<string, () => void>();
  configStore.addTypeRef = (ref) => {
    if (hasFields(ref)) {
      const onField = ref.onField.bind(ref);
      ref.onField = (use) => late.set(ref.name, () => onField(use));
    }
    addTypeRef(ref);
  };
  configStore.getFields = (...args) => {
    late.get(args[0])?.();
    late.delete(args[0]);
    return getFields(...args);
  };
}

function hasFields(ref: object): ref is WithFields {
  return 'onField' in ref;
}

const kinds = [GraphQLObjectType.prototype, GraphQLInterfaceType.prototype];

/**
 * What `build` returns, while no type is asked for its fields: a schema then knows the types that it is given, not those
 * behind. No type must be copied meanwhile: the copy would have no fields for good.
 */
export function withoutFields<T>(build: () => T): T {
  const restores = kinds.map((kind) => {
    const { getFields } = kind;
    kind.getFields = function () {
      return isIntrospectionType(this) ? getFields.call(this) : {};
    };
    return () => {
      kind.getFields = getFields;
    };
  });
  try {
    return build();
  } finally {
    for (const restore of restores) restore();
  }
}
