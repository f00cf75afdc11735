import { jsonSchema } from 'acs-credentials';
import { Compile } from 'typebox/compile';
import { Settings } from 'typebox/system';

// It would end with the eighth; the others name all.
Settings.Set({ maxErrors: 100 });

/** A compiled check of one of our models: TypeBox takes JSON Schema as it is. */
export const compile = (model) => Compile(jsonSchema(model));
