// Loaded ahead of a script (`node -r`), in a syntax that any Node reads: an older one cannot even open a .ts file.
const oldest = 24;
if (Number(process.versions.node.split('.')[0]) < oldest) {
  console.error(`Leadwire needs Node ${oldest} or newer; this is ${process.version}. Install it, or run npm ci on Linux, which brings it.`);
  process.exit(1);
}
