// As the documentation describes it: the page on your domain takes the result, then closes the window.
const text = decodeURIComponent(location.hash.slice(1));
landed(JSON.parse(text));
window.opener.postMessage(text, location.origin);
window.close();
