import { type JSX, Show } from 'solid-js';
import type { Asked } from '../components/asked.ts';

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
      <Show when={props.asked.problem()}>{(problem) => <p class="notice problem">{problem().message}</p>}</Show>
      <Show when={props.asked.data()} fallback={<div class="list skeletons short" />}>
        {(data) => props.children(data)}
      </Show>
    </>
  );
}
