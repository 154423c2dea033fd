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

  procql query OPERATION    answer once, without a server: JSON on stdout, exit status 1 if it has errors
    - | --file FILE         read the operation from stdin or a file
    --variables JSON        values of the operation's variables
    --operation-name NAME   which operation of several
                            A subscription prints one line of JSON an event, until it completes or SIGINT.

  procql schema             print the schema, sorted

  --procfs DIR              the procfs to read, for serve and query (/proc)
  --help, -h                print this
  --version                 print the version
`;
