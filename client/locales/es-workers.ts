import type { enWorkers } from './en-workers.ts';

export const esWorkers: Record<keyof typeof enWorkers, string> = {
  'settings.workers': 'Workers',
  'workers.text': 'Dónde se ejecutan los flujos: en el propio servidor, o en otras máquinas a través de Prefect.',
  'workers.none':
    'Este servidor ejecuta los flujos por sí mismo. Con PREFECT_API_URL los entrega a workers en otras máquinas.',
  'workers.state': 'Prefect',
  'workers.there': 'Acepta ejecuciones',
  'workers.away.local': 'Ausente: mientras tanto este servidor las ejecuta por sí mismo',
  'workers.away.wait': 'Ausente: las ejecuciones esperan hasta que vuelva',
  'workers.version': 'Versión',
  'workers.pool': 'Work pool',
  'workers.address': 'Dirección',
  'workers.online': 'Workers en línea',
  'workers.unknown': 'Se desconoce',
  'workers.queued': 'En cola',
  'workers.running': 'En ejecución en workers',
  'workers.error': 'Último error',
  'workers.worker': 'Worker',
  'workers.heard': 'Última señal',
  'workers.nobody': 'No hay ningún worker en línea, así que lo que está en cola espera. Inicia uno: npx cortado worker',
  'workers.queuedNote':
    'En cola en Prefect y sin ningún worker en línea: {{count}} en espera. Inicia uno con npx cortado worker.',
};
