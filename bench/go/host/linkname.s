// Empty: its presence lets main.go declare a function of moby's that is not exported.
