// Shows the buttons that only scripts can serve, and says so on the page when a passkey could not be used.
(() => {
  for (const button of document.querySelectorAll("[data-needs-script]")) {
    button.hidden = !window.PublicKeyCredential;
  }
  const trouble = document.getElementById("passkey_trouble");
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    trouble.hidden = false;
    trouble.scrollIntoView({ block: "nearest" });
  });
})();
