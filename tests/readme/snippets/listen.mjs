export function listen(show) {
  window.addEventListener("message", (event) => {
    if (event.origin !== "https://marketplace.example") return;
    const result = JSON.parse(event.data);
    show(`Connected: ${result.accountId}`);
  });
}
