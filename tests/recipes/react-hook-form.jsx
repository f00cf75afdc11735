import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { schema } from 'acs-credentials';
import { useForm } from 'react-hook-form';

const resolver = standardSchemaResolver(schema('create', { systemType: 'visionline_system' }));

/** `onInvalid` hears of all errors, also of those without a field. */
export function CreateForm({ onSubmit, onInvalid }) {
  const { register, handleSubmit, formState } = useForm({ resolver, mode: 'onChange' });
  const field = (name) => register(name, { setValueAs: (text) => text || undefined }); // empty is absent
  return (
    <form onSubmit={handleSubmit(onSubmit, onInvalid)}>
      <input aria-label="User" {...field('acs_user_id')} />
      <output>{formState.errors.acs_user_id?.message}</output>
      <input aria-label="Method" {...field('access_method')} />
      <output>{formState.errors.access_method?.message}</output>
      <input aria-label="Format" {...field('visionline_metadata.card_format')} />
      <output>{formState.errors.visionline_metadata?.card_format?.message}</output>
      <button>Create</button>
    </form>
  );
}
