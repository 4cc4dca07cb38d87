import type { ErrorCode } from '../../db/errors.ts';

/** What an error is called where the server's own sentence, which is English, says no more than its code. */
export const errorsEs: Partial<Record<ErrorCode | 'offline', string>> = {
  offline: 'El servidor no responde.',
  unauthorized: 'Hay que iniciar sesión.',
  forbidden: 'No tienes permiso para hacerlo.',
  not_found: 'No existe, o ya no está.',
  revision_mismatch: 'Alguien lo ha guardado entretanto. Cárgalo de nuevo y repite tu cambio.',
  too_large: 'Es demasiado grande.',
  rate_limited: 'Demasiados intentos. Espera un momento.',
  already_finished: 'La ejecución ya ha terminado.',
  not_retryable: 'No hay nada que reintentar en esta ejecución.',
  not_waiting: 'La ejecución no espera ninguna respuesta.',
  storage_unavailable: 'La base de datos no puede escribir ahora mismo. Inténtalo de nuevo dentro de un momento.',
  unavailable: 'El servidor no está disponible ahora mismo.',
  internal: 'Algo ha fallado en el servidor. Su registro dice qué.',
};
