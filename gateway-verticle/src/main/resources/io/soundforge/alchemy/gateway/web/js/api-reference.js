// The page at /redoc: the description of the API, to read.
Redoc.init(
  '/openapi.json',
  {hideDownloadButton: false, nativeScrollbars: true, disableSearch: false, theme: {typography: {fontFamily: 'sans-serif', headings: {fontFamily: 'sans-serif'}}}},
  document.getElementById('api'),
);
