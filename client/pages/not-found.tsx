import { t } from '../i18n.ts';

export function NotFound() {
  return (
    <div class="empty">
      <h1>{t('app.notFound')}</h1>
      <a class="button" href="/">
        {t('app.home')}
      </a>
    </div>
  );
}
