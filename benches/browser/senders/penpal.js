import { WindowMessenger, connect } from "penpal";

function connected() {
  const messenger = new WindowMessenger({ remoteWindow: window.opener, allowedOrigins: bench.targets });
  return connect({ messenger });
}

if (bench.repeats) {
  bench.again = () => {
    const connection = connected();
    connection.promise.then((remote) => remote.deliver(bench.result)).then(() => connection.destroy(), bench.failed);
  };
} else {
  connected().promise.then((remote) => bench.ready(() => remote.deliver(bench.result).then(bench.done, bench.failed)), bench.failed);
}
