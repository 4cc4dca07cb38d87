import type { enLists } from './en-lists.ts';

export const esLists: Record<keyof typeof enLists, string> = {
  'app.stale': 'Así estaba todo cuando respondió por última vez.',
  'app.cancel': 'Cancelar',

  'workflows.recent': 'Las {{count}} últimas: {{states}}',
  'workflows.next': 'Próxima ejecución',
  'workflows.sort': 'Orden',
  'workflows.sort.changed': 'Cambiados hace poco',
  'workflows.sort.name': 'Por nombre',
  'workflows.sort.ran': 'Ejecutados hace poco',
  'workflows.sort.next': 'Próximos en ejecutarse',
  'workflows.tags': 'Etiquetas',
  'workflows.onlyTag': 'Solo los workflows con la etiqueta «{{tag}}»',
  'workflows.shown': '{{count}} workflows',
  'workflows.shown.one': '{{count}} workflow',
  'workflows.showAll': 'Mostrar todos',
  'workflows.example': 'Un workflow pequeño en JSON',

  'import.drop': 'Suéltalo para importarlo',
  'import.name': 'Nombre',
  'import.save': 'Importar {{count}} workflows',
  'import.save.one': 'Importar {{count}} workflow',
  'import.problems': '{{count}} problemas impiden importarlo:',
  'import.problems.one': '{{count}} problema impide importarlo:',
  'import.warnings': 'Se puede importar, pero fíjate en esto:',
  'import.noDocument': 'Se esperaba un objeto JSON con nodos y conexiones.',
  'import.noJson': 'Se esperaba JSON: {{reason}}',
};
