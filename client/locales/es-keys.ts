import type { enKeys } from './en-keys.ts';

export const esKeys: Record<keyof typeof enKeys, string> = {
  'keys.title': 'Teclas',
  'keys.next': 'línea siguiente',
  'keys.previous': 'línea anterior',
  'keys.first': 'primera línea',
  'keys.last': 'última línea, y seguir lo que llega',
  'keys.current': 'el paso que se ejecuta ahora',
  'keys.failed': 'el paso que falló',
  'keys.details': 'a los detalles del paso',
  'keys.close': 'cerrar los detalles',
  'keys.help': 'esta lista',
};
