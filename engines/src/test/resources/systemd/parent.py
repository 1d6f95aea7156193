# parent.py SOCKET COUNT PID NOTIFY COMMAND...: starts a plugin as systemd does: the socket is descriptor 3, PID is "self" or
# a number. Prints what the plugin says to NOTIFY, then ends as the plugin does.
import os, signal, socket, sys

path, count, pid, notify, command = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4], sys.argv[5:]
listener = socket.socket(socket.AF_UNIX)
listener.bind(path)
listener.listen(16)
ready = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
ready.bind(notify)
child = os.fork()
if child == 0:
    os.environ.update(LISTEN_FDS=count, LISTEN_PID=str(os.getpid()) if pid == "self" else pid, NOTIFY_SOCKET=notify)
    os.dup2(listener.fileno(), 3)
    os.set_inheritable(3, True)
    os.execv(command[0], command)
signal.signal(signal.SIGTERM, lambda *ignored: os.kill(child, signal.SIGTERM))
ready.settimeout(30)
try:
    print("notified:", ready.recv(4096).decode().replace("\n", " "), flush=True)
except socket.timeout:
    print("not notified", flush=True)
status = os.waitpid(child, 0)[1]
print("ended", os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status), flush=True)
