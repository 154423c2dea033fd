export const help = `procql: the Linux procfs as a live GraphQL API

  procql [serve]            serve GraphQL over HTTP, SSE and WebSocket, and GraphiQL for browsers
    --host HOST             address or name to listen on (127.0.0.1)
    --port PORT             0 for any that is free (4000)
    --listen unix:PATH      listen on a Unix socket instead: whoever may open its file may ask
    --listen-mode MODE      who that is, as chmod has it (0600)
    --auth WHO              who needs no token: user, for the user of the server and root, whom the kernel names
                            over loopback (the default); token, for nobody; none, for everyone
    --token-file FILE       the token that lets others in, made if it is not there; or PROCQL_TOKEN
                            ($XDG_STATE_HOME/procql/token)
    --tls-cert, --tls-key FILE   serve over TLS
    --behind-tls            do not warn: what listens in front of it does that
    --cors-origin ORIGIN    let pages of this origin use the server too; once for each origin
    Limits. What is more is refused, with an error that names the flag. These seven are also for query:
    --max-tokens N                in a document (10000)
    --max-brackets N              within one another in a document (100)
    --max-depth N                 fields below fields (15)
    --max-fields N                of an operation, fragments expanded (1000)
    --max-aliases N               of one field, side by side (100)
    --max-cost N                  of an operation, about the µs of work that it takes (10000000)
    --query-timeout-ms N          that a query may run (30000)
    These are not:
    --max-queries N               that run at once (64)
    --max-body-bytes N            of an HTTP request (1000000)
    --max-connections N           HTTP and WebSocket together (20000)
    --max-connections-per-uid N   of one user of this machine (10000)
    --max-subscriptions N         under way over one WebSocket (1000)
    --max-message-bytes N         of a WebSocket message (1000000)
    --max-messages-per-second N   over one WebSocket (200)
    --init-timeout-ms N           until a WebSocket client begins (3000)
    --keep-alive-timeout-ms N     within which it answers a ping (30000)

  procql query OPERATION    answer once, without a server: JSON on stdout, exit status 1 if it has errors
    - | --file FILE         read the operation from stdin or a file
    --variables JSON        values of the operation's variables
    --operation-name NAME   which operation of several
                            An answer is one line, indented only on a terminal. A subscription prints one line
                            an event, until it completes or SIGINT.

  procql schema             print the schema, sorted
    --allow-control         that of a server that may act

  --allow-control           let callers signal and set processes, by mutations, for serve and query (no)
  --allow-sysctl NAME,...   with it, settings that they may write: vm.swappiness, or vm.* for all below (none)
  --deny NAME,...           fields that are closed to everyone, for serve and query: environment, fds, fdLines, ...
  --show-secrets            show what looks like a secret in environments and command lines, for serve and query
  --procfs DIR              the procfs to read, for serve and query (/proc)
  --help, -h                print this
  --version                 print the version
`;
