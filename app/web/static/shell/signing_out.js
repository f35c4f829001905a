// Signing out, with what goes wrong told where somebody looks.
import { api } from "../lib/api.js";

export function startSigningOut() {
  const button = document.querySelector("#sign-out");
  button?.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await api.post("/sign-out");
      location.assign("/");
    } catch (error) {
      button.disabled = false;
      if (error.status === 401) location.assign("/");
      else (await import("../lib/toast.js")).toast(`${error.detail} ${error.remedy}`, { kind: "problem" });
    }
  });
}
