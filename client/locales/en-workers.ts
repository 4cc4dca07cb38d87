/** Words about other machines: for the settings, and for pages where an execution waits for them. */
export const enWorkers = {
  'settings.workers': 'Workers',
  'workers.text': 'Where executions run: in the server itself, or on other machines through Prefect.',
  'workers.none':
    'This server runs executions itself. With PREFECT_API_URL it gives them to workers on other machines.',
  'workers.state': 'Prefect',
  'workers.there': 'Takes executions',
  'workers.away.local': 'Away: this server runs executions itself meanwhile',
  'workers.away.wait': 'Away: executions wait until it is back',
  'workers.version': 'Version',
  'workers.pool': 'Work pool',
  'workers.address': 'Address',
  'workers.online': 'Workers online',
  'workers.unknown': 'Unknown',
  'workers.queued': 'Queued',
  'workers.running': 'Running on workers',
  'workers.error': 'Last error',
  'workers.worker': 'Worker',
  'workers.heard': 'Last heard of',
  'workers.nobody': 'No worker is online, so what is queued waits. Start one: npx cortado worker',
  'workers.queuedNote':
    'Queued in Prefect, and no worker is online: {{count}} waiting. Start one with npx cortado worker.',
} as const;
