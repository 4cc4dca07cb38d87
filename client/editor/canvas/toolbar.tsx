/** What is done with the canvas as a whole. */
import type { JSX } from 'solid-js';
import { useEditor } from '../editor-context.ts';
import { fitAll, keyName } from '../keyboard.ts';
import { w } from '../words.ts';

export function Toolbar() {
  const editor = useEditor();
  const { state, viewport, deeds, opened, announce } = editor;
  const percent = () => `${Math.round(viewport.transform()[2] * 100)} %`;
  const goBack = (which: 'undo' | 'redo') => {
    const label = state[which]();
    if (label !== null) announce(w(which === 'undo' ? 'undo.undone' : 'undo.redone', { what: label }));
  };
  return (
    <div class="editor-tools" role="toolbar" aria-label={w('tools.name')}>
      <div class="tool-group">
        <Tool name={w('key.undo')} keys="Mod Z" disabled={!state.canUndo()} onPress={() => goBack('undo')}>
          <path d="M6 3 2.8 6.2 6 9.4M3 6.2h6.2a3.6 3.6 0 0 1 0 7.2H6.5" />
        </Tool>
        <Tool name={w('key.redo')} keys="Mod Y" disabled={!state.canRedo()} onPress={() => goBack('redo')}>
          <path d="m10 3 3.2 3.2L10 9.4M13 6.2H6.8a3.6 3.6 0 0 0 0 7.2h2.7" />
        </Tool>
      </div>
      <div class="tool-group">
        <Tool name={w('tools.box')} keys="Shift" pressed={opened.box[0]()} onPress={() => opened.box[1]((on) => !on)}>
          <rect x="2.5" y="2.5" width="11" height="11" rx="1.5" stroke-dasharray="2.6 2.2" />
        </Tool>
        <Tool name={w('tools.snap')} pressed={opened.snap[0]()} onPress={() => opened.snap[1]((on) => !on)}>
          <path d="M2.5 6h11M2.5 10.5h11M5.8 2.5v11M10.3 2.5v11" />
        </Tool>
        <Tool name={w('key.arrange')} keys="Shift A" onPress={() => void deeds.arrangeNodes()}>
          <rect x="1.8" y="6" width="4.2" height="4" rx="1" />
          <rect x="10" y="2" width="4.2" height="4" rx="1" />
          <rect x="10" y="10" width="4.2" height="4" rx="1" />
          <path d="M6 8h2M10 4H9a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h1" />
        </Tool>
      </div>
      <div class="tool-group">
        <Tool name={w('tools.zoomOut')} keys="−" onPress={() => viewport.zoomBy(0.8)}>
          <path d="M3.5 8h9" />
        </Tool>
        <button type="button" class="tool-percent num" title={w('tools.actualSize')} onClick={() => viewport.zoomTo(1)}>
          {percent()}
        </button>
        <Tool name={w('tools.zoomIn')} keys="+" onPress={() => viewport.zoomBy(1.25)}>
          <path d="M3.5 8h9M8 3.5v9" />
        </Tool>
        <Tool name={w('key.fit')} keys="F" onPress={() => fitAll(editor)}>
          <path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />
        </Tool>
      </div>
      <div class="tool-group">
        <Tool name={w('key.find')} keys="Mod K" onPress={() => opened.finder[1](true)}>
          <circle cx="7" cy="7" r="4.2" />
          <path d="m10.2 10.2 3.3 3.3" />
        </Tool>
        <Tool name={w('key.help')} keys="?" onPress={() => opened.help[1](true)}>
          <path d="M5.8 6a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.9-1.1 1.6M8 12.2v.1" />
        </Tool>
      </div>
    </div>
  );
}

type ToolProps = {
  name: string;
  keys?: string;
  disabled?: boolean;
  pressed?: boolean;
  onPress(): void;
  children: JSX.Element;
};

function Tool(props: ToolProps) {
  const title = () => (props.keys ? `${props.name} (${keyName(props.keys)})` : props.name);
  return (
    <button
      type="button"
      class="tool"
      aria-label={props.name}
      title={title()}
      aria-pressed={props.pressed}
      disabled={props.disabled}
      onClick={() => props.onPress()}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        {props.children}
      </svg>
    </button>
  );
}
