/** Words of the lists and of a workflow's page. */
export const enLists = {
  'app.stale': 'This is how things stood when it last did.',
  'app.cancel': 'Cancel',

  'workflows.recent': 'The last {{count}}: {{states}}',
  'workflows.next': 'Next run',
  'workflows.sort': 'Order',
  'workflows.sort.changed': 'Recently changed',
  'workflows.sort.name': 'By name',
  'workflows.sort.ran': 'Recently run',
  'workflows.sort.next': 'Next to run',
  'workflows.tags': 'Tags',
  'workflows.onlyTag': 'Only workflows with the tag “{{tag}}”',
  'workflows.shown': '{{count}} workflows',
  'workflows.shown.one': '{{count}} workflow',
  'workflows.showAll': 'Show all',
  'workflows.example': 'A small workflow as JSON',

  'import.drop': 'Drop it to import',
  'import.name': 'Name',
  'import.save': 'Import {{count}} workflows',
  'import.save.one': 'Import {{count}} workflow',
  'import.problems': '{{count}} problems keep it from being imported:',
  'import.problems.one': '{{count}} problem keeps it from being imported:',
  'import.warnings': 'It can be imported, but look at this:',
  'import.noDocument': 'Expected a JSON object with nodes and connections.',
  'import.noJson': 'Expected JSON: {{reason}}',
};
