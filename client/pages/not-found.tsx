import { t } from '../i18n.ts';

export function NotFound() {
  return (
    <div class="empty">
      <p>{t('app.notFound')}</p>
      <a class="button" href="/">
        {t('app.home')}
      </a>
    </div>
  );
}
