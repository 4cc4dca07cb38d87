/** The three questions that are asked over the canvas: what to add, where to go, what to connect. */
import { createMemo, createSignal, Show } from 'solid-js';
import { displayName } from '../../run/run-context.ts';
import { type Editor, useEditor } from '../editor-context.ts';
import { whyNot } from '../model/document.ts';
import { type NodeTypeInfo, outputNames } from '../model/ports.ts';
import { NodeIcon } from '../node-icon.tsx';
import { typeDescription, typeTitle, w } from '../words.ts';
import { type Choice, Chooser } from './chooser.tsx';

export function Choosers() {
  const { opened } = useEditor();
  return (
    <>
      <Show when={opened.palette[0]()}>
        <AddChooser />
      </Show>
      <Show when={opened.finder[0]()}>
        <FindChooser />
      </Show>
      <Show when={opened.connecting[0]()} keyed>
        {(nodeId) => <ConnectChooser nodeId={nodeId} />}
      </Show>
    </>
  );
}

export function typeChoice(type: NodeTypeInfo): Choice {
  return {
    id: type.type,
    title: typeTitle(type, type.type),
    note: typeDescription(type),
    words: `${type.title} ${type.description}`,
    sign: () => (
      <span class="node-sign" data-kind={type.category}>
        <NodeIcon type={type.type} category={type.category} />
      </span>
    ),
  };
}

function AddChooser() {
  const { types, opened, deeds, goTo } = useEditor();
  const spot = opened.palette[0]() ?? {};
  return (
    <Chooser
      name={w('palette.add')}
      placeholder={w('palette.search')}
      choices={[...types.values()].map(typeChoice)}
      onClose={() => opened.palette[1](null)}
      onChoose={({ id }) => goTo(deeds.addNode(types.get(id)!, spot))}
    />
  );
}

function nodeChoices({ state }: Editor): Choice[] {
  return state.document().nodes.map((node) => {
    const type = state.typeOf(node);
    const title = typeTitle(type, node.type);
    return {
      id: node.id,
      title: displayName(node),
      note: title,
      words: node.id,
      sign: () => (
        <span class="node-sign" data-kind={type?.category}>
          <NodeIcon type={node.type} category={type?.category} />
        </span>
      ),
    };
  });
}

function FindChooser() {
  const editor = useEditor();
  return (
    <Chooser
      name={w('key.find')}
      placeholder={w('find.placeholder')}
      choices={nodeChoices(editor)}
      onClose={() => editor.opened.finder[1](false)}
      onChoose={({ id }) => editor.goTo(id)}
    />
  );
}

const NEW = '\0new';

/** First the port, where there are several; then where it leads. */
function ConnectChooser(props: { nodeId: string }) {
  const editor = useEditor();
  const { state, deeds, opened, goTo } = editor;
  const node = () => state.node(props.nodeId)!;
  const ports = createMemo(() => {
    const names = outputNames(node(), state.typeOf(node()), state.outOf(props.nodeId));
    return names.includes('error') ? names : [...names, 'error'];
  });
  const [port, setPort] = createSignal<{ name: string | undefined } | null>(null);
  const portChoices = (): Choice[] =>
    ports().map((name) => ({
      id: name === undefined ? '-' : `=${name}`,
      title: name === undefined ? w('port.unnamed') : name,
      note: name === 'error' ? w('port.error') : undefined,
    }));
  const targets = createMemo((): Choice[] => {
    const from = { fromNodeId: props.nodeId, ...(port()?.name !== undefined && { fromPort: port()!.name }) };
    const found = nodeChoices(editor).flatMap((choice) => {
      const inputs = state.shape(choice.id).inputs;
      return inputs.flatMap(({ name }): Choice[] => {
        const made = { ...from, toNodeId: choice.id, ...(name !== undefined && { toPort: name }) };
        if (whyNot(state.document(), made) !== null) return [];
        const title = inputs.length > 1 && name !== undefined ? `${choice.title} · ${name}` : choice.title;
        return [{ ...choice, id: JSON.stringify(made), title }];
      });
    });
    return [{ id: NEW, title: w('connect.new') }, ...found];
  });
  const close = () => opened.connecting[1](null);
  const choose = ({ id }: Choice) => {
    if (id === NEW) {
      const name = port()?.name;
      opened.palette[1]({ after: { nodeId: props.nodeId, ...(name !== undefined && { port: name }) } });
      return;
    }
    deeds.connectNodes(JSON.parse(id));
    goTo(props.nodeId);
  };
  const nameOf = () => deeds.nameOf(props.nodeId);
  return (
    <Show
      when={port()}
      fallback={
        <Chooser
          name={w('connect.port', { name: nameOf() })}
          placeholder={w('connect.port', { name: nameOf() })}
          choices={portChoices()}
          stays
          onClose={() => port() === null && close()}
          onChoose={({ id }) => setPort({ name: id === '-' ? undefined : id.slice(1) })}
        />
      }
    >
      <Chooser
        name={w('connect.to', { name: nameOf() })}
        placeholder={w('connect.to', { name: nameOf() })}
        choices={targets()}
        onClose={close}
        onChoose={choose}
      />
    </Show>
  );
}
