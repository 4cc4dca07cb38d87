export const enKeys = {
  'keys.title': 'Keys',
  'keys.next': 'next line',
  'keys.previous': 'line before',
  'keys.first': 'first line',
  'keys.last': 'last line, and follow what comes',
  'keys.current': 'the step that runs now',
  'keys.failed': 'the step that failed',
  'keys.details': 'to the details of the step',
  'keys.close': 'close the details',
  'keys.help': 'this list',
};
