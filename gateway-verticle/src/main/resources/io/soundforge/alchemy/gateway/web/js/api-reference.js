// The page at /redoc: the description of the API, to read.

// The library would load its maker's logo from elsewhere. This page loads nothing from elsewhere.
const image = HTMLImageElement.prototype;
const source = Object.getOwnPropertyDescriptor(image, 'src');

function showOwn(element, address, show) {
  const url = new URL(address, location.href);
  const own = url.protocol === 'data:' || url.origin === location.origin;
  element.hidden = !own;
  if (own) {
    show();
  }
}

Object.defineProperty(image, 'src', {
  ...source,
  set(address) {
    showOwn(this, address, () => source.set.call(this, address));
  },
});
image.setAttribute = function setAttribute(name, value) {
  const set = () => Element.prototype.setAttribute.call(this, name, value);
  if (name === 'src') {
    showOwn(this, value, set);
  } else {
    set();
  }
};

Redoc.init(
  '/openapi.json',
  {
    nativeScrollbars: true,
    theme: {typography: {fontFamily: 'sans-serif', headings: {fontFamily: 'sans-serif'}}},
  },
  document.getElementById('api'),
);
