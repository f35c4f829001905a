import { api } from "../lib/api.js";
import { toast } from "../lib/toast.js";

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
      else toast(`${error.detail} ${error.remedy}`, { kind: "problem" });
    }
  });
}
