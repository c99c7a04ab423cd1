import { z } from 'zod';

/**
 * The keys that a schema knows at a path: those of every shape that may stand there.
 *
 * @example knownKeys(mappingSchema, ['people', 'identity']) // ['upn', 'source_id']
 */
export function knownKeys(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const [key, ...rest] = path;
  const shapes = shapesOf(schema);
  if (key === undefined) return [...new Set(shapes.flatMap((shape) => Object.keys(fieldsOf(shape))))];
  const below = shapes.flatMap((shape) => {
    if (shape instanceof z.core.$ZodRecord) return [shape._zod.def.valueType];
    if (shape instanceof z.core.$ZodArray) return [shape._zod.def.element];
    return fieldsOf(shape)[String(key)] ?? [];
  });
  return [...new Set(below.flatMap((each) => knownKeys(each, rest)))];
}

function fieldsOf(shape: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> {
  return shape instanceof z.core.$ZodObject ? shape._zod.def.shape : {};
}

/** A schema without what is wrapped round it: may be missing, has a default, is turned into something else. */
function shapesOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.core.$ZodOptional || schema instanceof z.core.$ZodDefault)
    return shapesOf(schema._zod.def.innerType);
  if (schema instanceof z.core.$ZodPipe) return shapesOf(schema._zod.def.in);
  if (schema instanceof z.core.$ZodUnion) return schema._zod.def.options.flatMap(shapesOf);
  return [schema];
}
