/**
 * Before anything is painted: narrow pages keep the places folded from the start when the script is about to fold them, so
 * that nothing jumps. Should the script not come, they are unfolded again.
 */
const html = document.documentElement;
html.classList.add('wm-folds');
addEventListener('load', () => {
  if (!document.body.classList.contains('js-enabled')) html.classList.remove('wm-folds');
});
