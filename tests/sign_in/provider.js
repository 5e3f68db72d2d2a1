// An OpenID Connect provider for tests: node provider.js PORT CLIENT_ID CLIENT_SECRET REDIRECT_URI
// Any name and password sign in; the name is the mail address. What stands before a plus sign says what is wrong with
// the token: "unverified+kim@...", "unsigned+...", "expired+...", "other-audience+...", "other-key+...".
import { generateKeyPair, exportJWK, SignJWT, UnsecuredJWT, decodeJwt, decodeProtectedHeader } from "jose";
import { Provider } from "oidc-provider";

const [port, clientId, clientSecret, redirectUri] = process.argv.slice(2);
const issuer = `http://localhost:${port}`;
const { privateKey } = await generateKeyPair("RS256", { extractable: true });
const { privateKey: otherKey } = await generateKeyPair("RS256", { extractable: true });
const jwk = { ...(await exportJWK(privateKey)), use: "sig", alg: "RS256" };
const HOUR = 3600;

function claimsOf(account) {
  const [fault, ...rest] = account.split("+");
  const mail = rest.length ? rest.join("+") : account;
  return { sub: account, email: mail, email_verified: fault !== "unverified", name: mail.split("@")[0] };
}

const SPOILT = {
  unsigned: (claims) => new UnsecuredJWT(claims).encode(),
  expired: (claims, header) => sign({ ...claims, iat: claims.iat - 2 * HOUR, exp: claims.iat - HOUR }, header, privateKey),
  "other-audience": (claims, header) => sign({ ...claims, aud: "another", azp: "another" }, header, privateKey),
  "other-issuer": (claims, header) => sign({ ...claims, iss: "https://another.example" }, header, privateKey),
  "other-key": (claims, header) => sign(claims, header, otherKey),
};

function sign(claims, header, key) {
  return new SignJWT(claims).setProtectedHeader(header).sign(key);
}

async function chooseNoAccount(ctx, next) {
  // Its own pages offer no choice among accounts, and it would refuse to be asked for one.
  if (ctx.path === "/auth") ctx.url = ctx.url.replace("prompt=select_account", "");
  await next();
}

async function spoil(ctx, next) {
  await next();
  const token = ctx.path === "/token" && ctx.body?.id_token;
  if (!token) return;
  const claims = decodeJwt(token);
  const spoilt = SPOILT[claims.sub.split("+")[0]];
  if (spoilt) ctx.body = { ...ctx.body, id_token: await spoilt(claims, decodeProtectedHeader(token)) };
}

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
      post_logout_redirect_uris: [redirectUri],
    },
  ],
  jwks: { keys: [jwk] },
  cookies: { keys: ["only for tests"] },
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  conformIdTokenClaims: false, // as the providers that organisations use: who it is stands in the token itself
  findAccount: (_, id) => ({ accountId: id, claims: () => claimsOf(id) }),
  loadExistingGrant: async (ctx) => {
    const { client, session } = ctx.oidc;
    const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});
provider.use(chooseNoAccount);
provider.use(spoil);
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
