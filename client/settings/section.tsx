import { type JSX, Show } from 'solid-js';
import type { Asked } from '../components/asked.ts';
import { ProblemNote } from '../components/problem-note.tsx';

/** A part of the settings: what it is, and what one does there. */
export function Section(props: { title: string; text?: string; children: JSX.Element }) {
  return (
    <section class="setting">
      <h2>{props.title}</h2>
      <Show when={props.text}>
        <p class="muted">{props.text}</p>
      </Show>
      {props.children}
    </section>
  );
}

/** What was asked of the server, once it is there; why it is not. */
export function Loaded<T>(props: { asked: Asked<T>; children: (data: () => NonNullable<T>) => JSX.Element }) {
  return (
    <>
      <ProblemNote asked={props.asked} />
      <Show
        when={props.asked.data()}
        fallback={
          <Show when={!props.asked.problem()}>
            <div class="list skeletons short" />
          </Show>
        }
      >
        {(data) => props.children(data)}
      </Show>
    </>
  );
}
