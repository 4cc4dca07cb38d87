import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { t } from '../i18n.ts';

/** What the server asks of a new password. */
export const PASSWORD_MIN = 10;

type FieldProps = {
  label: string;
  name: string;
  type?: 'text' | 'email' | 'url';
  autocomplete?: string;
  value?: string;
  hint?: string;
  placeholder?: string;
  required?: boolean;
  readonly?: boolean;
  /** takes the focus when it appears */
  first?: boolean;
  maxlength?: number;
  pattern?: string;
};

export function TextField(props: FieldProps) {
  return (
    <label class="label">
      <span>{props.label}</span>
      <input
        class="field"
        type={props.type ?? 'text'}
        name={props.name}
        value={props.value ?? ''}
        autocomplete={props.autocomplete ?? 'off'}
        autocapitalize="off"
        spellcheck={false}
        placeholder={props.placeholder}
        required={props.required ?? true}
        readonly={props.readonly}
        maxlength={props.maxlength ?? 200}
        pattern={props.pattern}
        ref={(input) => props.first && queueMicrotask(() => input.focus())}
      />
      <Show when={props.hint}>
        <span class="hint">{props.hint}</span>
      </Show>
    </label>
  );
}

type PasswordProps = {
  label: string;
  name: string;
  autocomplete: 'current-password' | 'new-password';
  first?: boolean;
};

/** A password that its owner may look at. */
export function PasswordField(props: PasswordProps) {
  const id = createUniqueId();
  const [shown, setShown] = createSignal(false);
  const isNew = () => props.autocomplete === 'new-password';
  return (
    <div class="label">
      <label for={id}>{props.label}</label>
      <span class="password">
        <input
          id={id}
          class="field"
          type={shown() ? 'text' : 'password'}
          name={props.name}
          autocomplete={props.autocomplete}
          autocapitalize="off"
          spellcheck={false}
          required
          minlength={isNew() ? PASSWORD_MIN : undefined}
          maxlength={256}
          aria-describedby={isNew() ? `${id}-hint` : undefined}
          ref={(input) => props.first && queueMicrotask(() => input.focus())}
        />
        <button
          type="button"
          class="button small plain"
          aria-controls={id}
          aria-pressed={shown()}
          aria-label={t('password.show')}
          onClick={() => setShown(!shown())}
        >
          {shown() ? t('password.hide.short') : t('password.show.short')}
        </button>
      </span>
      <Show when={isNew()}>
        <span class="hint" id={`${id}-hint`}>
          {t('password.hint', { count: PASSWORD_MIN })}
        </span>
      </Show>
    </div>
  );
}

/** A choice of few, by its value. */
export function Choice<T extends string>(props: {
  label: string;
  name: string;
  options: readonly { readonly value: T; readonly text: string }[];
  value: T;
  onChange?(value: T): void;
}) {
  return (
    <label class="label">
      <span>{props.label}</span>
      <select class="field" name={props.name} onChange={(event) => props.onChange?.(event.currentTarget.value as T)}>
        <For each={props.options}>
          {({ value, text }) => (
            <option value={value} selected={value === props.value}>
              {text}
            </option>
          )}
        </For>
      </select>
    </label>
  );
}

export function Problem(props: { text: string | null | undefined }) {
  return (
    <Show when={props.text}>
      <p class="problem" role="alert">
        {props.text}
      </p>
    </Show>
  );
}

/** The text of a form's fields by name, without what was left empty. */
export function valuesOf(event: SubmitEvent): Record<string, string> {
  event.preventDefault();
  const data = new FormData(event.currentTarget as HTMLFormElement);
  const entries = [...data].map(([name, value]) => [name, typeof value === 'string' ? value : ''] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}
