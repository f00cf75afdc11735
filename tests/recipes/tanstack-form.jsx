import { useForm } from '@tanstack/react-form';
import { schema } from 'acs-credentials';

const create = schema('create', { systemType: 'visionline_system' });

/** `onInvalid` hears of all errors, also of those without a field. */
export function CreateForm({ onSubmit, onInvalid }) {
  const form = useForm({
    validators: { onChange: create },
    onSubmit: ({ value }) => onSubmit(value),
    onSubmitInvalid: ({ formApi }) => onInvalid(formApi.state.errors),
  });
  const field = (name, label) => (
    <form.Field name={name}>
      {({ state, handleChange }) => (
        <>
          <input
            aria-label={label}
            value={state.value ?? ''}
            onChange={(event) => handleChange(event.target.value || undefined)} // empty is absent
          />
          <output>{state.meta.errors[0]?.message}</output>
        </>
      )}
    </form.Field>
  );
  const submit = (event) => {
    event.preventDefault();
    void form.handleSubmit();
  };
  return (
    <form onSubmit={submit}>
      {field('acs_user_id', 'User')}
      {field('access_method', 'Method')}
      {field('visionline_metadata.card_format', 'Format')}
      <button>Create</button>
    </form>
  );
}
